using System.Runtime.InteropServices;
using OrleansProxy.Hosting.CommandLine;

namespace OrleansProxy.Hosting.Running;

/// <summary>SIGTERM and Ctrl+C: the first asks the program to stop in good order, a second Ctrl+C ends it at once. Thread-safe.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Action<int> _exit;
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Listens to no signal yet.</summary>
    /// <param name="exit">Ends the process at once.</param>
    public StopSignals(Action<int> exit) => _exit = exit;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Takes the signals of the process from now on.</summary>
    public void Register()
    {
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Receive(context.Signal);
            }));
        }
    }

    /// <summary>Does what a signal asks for.</summary>
    public void Receive(PosixSignal signal)
    {
        if (!_stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
        }
        else if (signal == PosixSignal.SIGINT)
        {
            _exit(ExitCode.Interrupted);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stopping.Dispose();
    }
}
