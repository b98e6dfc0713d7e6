namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>One entry of a list, found; the default value is none.</summary>
/// <param name="List">The list.</param>
/// <param name="Index">Which of its indexes.</param>
/// <param name="Offset">Where in it.</param>
internal readonly record struct ListEntry(LoadedList? List, NameIndex? Index, int Offset)
{
    /// <summary>Whether there is none.</summary>
    public bool IsNone => List is null;

    /// <summary>The entry as a text for people: the name of the list, and what stands in it.</summary>
    public string Text => $"{List!.Name}: {(Index == List.Allowed ? "@@" : "")}{Index!.NameAt(Offset)}";
}
