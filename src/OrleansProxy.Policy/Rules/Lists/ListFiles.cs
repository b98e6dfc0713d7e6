using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>
/// Reads the lists of a node from their files, and again when those change. What was read last stays in force when a file is
/// gone or cannot be taken. For one thread at a time, and not for the request path, since it reads the disk.
/// </summary>
public sealed class ListFiles(TimeProvider time)
{
    private readonly Dictionary<string, FollowedFile> _files = new(StringComparer.Ordinal);
    private string[] _paths = [];

    /// <summary>The lists as they were when last looked at; never null, never edited.</summary>
    public RuleLists Current { get; private set; } = RuleLists.Empty;

    /// <summary>
    /// Looks at the files. One that is new is read at once; one that has changed is read when it has rested for one look,
    /// since whoever writes it may not be done.
    /// </summary>
    /// <param name="paths">The files, relative to the working folder; one that is named twice counts once.</param>
    /// <param name="cancellationToken">Gives the reading up; what was read before stays.</param>
    /// <returns>Whether <see cref="Current"/> is another than before.</returns>
    public bool Look(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        string[] wanted = [.. paths.Distinct(StringComparer.Ordinal)];
        bool changed = !wanted.SequenceEqual(_paths);
        foreach (string gone in _files.Keys.Except(wanted))
        {
            _files.Remove(gone);
        }

        foreach (string path in wanted)
        {
            if (!_files.TryGetValue(path, out FollowedFile? file))
            {
                _files.Add(path, file = new FollowedFile(path));
            }

            changed |= file.Look(time, cancellationToken);
        }

        _paths = wanted;
        if (changed)
        {
            FollowedFile[] files = [.. wanted.Select(path => _files[path])];
            Current = new RuleLists(
                files.Select(file => file.List).OfType<LoadedList>(),
                files.Select(file => file.Status).ToImmutableArray());
        }

        return changed;
    }
}
