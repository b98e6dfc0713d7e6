using Microsoft.Extensions.Hosting;

namespace OrleansProxy.Hosting.Web;

/// <summary>Leaves signals to the program, which stops its parts in an order of its own.</summary>
internal sealed class AdminHostLifetime : IHostLifetime
{
    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
