namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>On or off.</summary>
internal sealed class BooleanFormat : ScalarFormat<bool>
{
    /// <inheritdoc />
    public override string Allowed => "true or false";

    /// <inheritdoc />
    public override string Write(bool value) => value ? "true" : "false";

    /// <inheritdoc />
    protected override bool TryParse(string text, out bool value) => bool.TryParse(text, out value);
}
