namespace OrleansProxy.Portal.Controls;

/// <summary>A short word on what was just done.</summary>
/// <param name="Text">What was done.</param>
/// <param name="Tone">The colour's meaning: neutral, allow, block, fail.</param>
/// <param name="Undo">Takes it back; null when it cannot be.</param>
internal sealed record Toast(string Text, string Tone, Func<Task>? Undo)
{
    /// <summary>Tells toasts of the same words apart.</summary>
    public Guid Id { get; } = Guid.NewGuid();
}
