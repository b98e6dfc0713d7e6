namespace OrleansProxy.FrontEnd.Answers;

/// <summary>An answer of our own.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The body.</param>
/// <param name="Fields">Further fields: names and ASCII values of our own making.</param>
internal sealed record Answer(
    int Status, string ContentType, ReadOnlyMemory<byte> Body, IReadOnlyList<KeyValuePair<string, string>> Fields);
