namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Holds each read of a history until it is let go, so that a later one can end first.</summary>
internal sealed class HeldReads
{
    private readonly List<TaskCompletionSource> _held = [];

    public HeldReads(FakeHistory history) => history.BeforeRead = () =>
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Add(read);
        return read.Task;
    };

    public int Count => _held.Count;

    public void LetGo(int read) => _held[read].SetResult();
}
