using Microsoft.Extensions.Logging;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>
/// Keeps the settings in force and follows appsettings.json: a good edit of what applies at once is in force within two looks,
/// a bad one is said in one line and changes nothing. Thread-safe. It looks at the files' times itself, because a watch on the
/// working folder would cover every folder below it.
/// </summary>
internal sealed class SettingsMonitor : IDisposable
{
    /// <summary>The time between two looks; an edit is read once it has rested for one of them.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly SettingSources _sources;
    private readonly ILogger<SettingsMonitor> _logger;
    private readonly Action<SettingsSnapshot> _adapt;
    private readonly ITimer _timer;

    // Both only touched by the timer's callback, of which one runs at a time.
    private string _readStamp;
    private string _seenStamp;
    private int _looking;
    private volatile SettingsSnapshot _current;

    /// <summary>Starts to follow the files that the settings were read from.</summary>
    /// <param name="sources">Where the settings come from.</param>
    /// <param name="current">Those in force.</param>
    /// <param name="time">Paces the looks.</param>
    /// <param name="logger">Is told of each change.</param>
    /// <param name="adapt">What the program changed in <paramref name="current"/> after it was read; null for nothing.</param>
    public SettingsMonitor(
        SettingSources sources,
        SettingsSnapshot current,
        TimeProvider time,
        ILogger<SettingsMonitor> logger,
        Action<SettingsSnapshot>? adapt = null)
    {
        _adapt = adapt ?? (_ => { });
        _sources = sources;
        _logger = logger;
        _current = current;
        _readStamp = _seenStamp = Stamp();
        _timer = time.CreateTimer(_ => Look(), null, LookInterval, LookInterval);
    }

    /// <summary>Raised after other settings are in force, with them; a handler must be quick.</summary>
    public event Action<SettingsSnapshot>? Changed;

    /// <summary>The settings in force; never null, never edited.</summary>
    public SettingsSnapshot Current => _current;

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 1)
        {
            return;
        }

        try
        {
            string stamp = Stamp();
            bool rested = stamp == _seenStamp;
            _seenStamp = stamp;
            if (rested && stamp != _readStamp)
            {
                _readStamp = stamp;
                Read();
            }
        }
        catch (Exception exception)
        {
            // A timer's callback must not end the program; the settings in force stay.
            SettingsLog.Failed(_logger, exception);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private void Read()
    {
        SettingsSnapshot next;
        try
        {
            next = SettingsReader.Read(_sources.Load());
            _adapt(next);
        }
        catch (SettingException exception)
        {
            SettingsLog.Refused(_logger, exception.Message);
            return;
        }

        bool changed = false;
        foreach (Setting setting in SettingCatalogue.All)
        {
            string value = setting.Show(next);
            if (value == setting.Show(_current))
            {
                continue;
            }

            if (setting.AppliesAtOnce)
            {
                changed = true;
                SettingsLog.Applied(_logger, setting.Key, value);
            }
            else
            {
                SettingsLog.Waits(_logger, setting.Key);
                setting.Copy(_current, next);
            }
        }

        if (changed)
        {
            _current = next;
            Announce(next);
        }
    }

    private void Announce(SettingsSnapshot settings)
    {
        foreach (Action<SettingsSnapshot> handler in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                handler(settings);
            }
            catch (Exception exception)
            {
                // One part that fails must not keep the new settings from the others.
                SettingsLog.NotTaken(_logger, exception);
            }
        }
    }

    private string Stamp() => string.Join('|', _sources.Files.Select(path =>
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{file.LastWriteTimeUtc.Ticks}/{file.Length}" : "";
    }));
}
