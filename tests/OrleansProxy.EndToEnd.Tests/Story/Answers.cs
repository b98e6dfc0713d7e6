using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>What a page's requests came to.</summary>
internal sealed class Answers
{
    private readonly ConcurrentQueue<string> _failures = new();

    /// <summary>Requests that failed or were answered with an error, each with what it came to.</summary>
    public IEnumerable<string> Failures => _failures;

    /// <summary>Takes note of every answer that a page gets from now on.</summary>
    public void Follow(IPage page)
    {
        page.RequestFailed += (_, request) => _failures.Enqueue($"{request.Url}: {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                _failures.Enqueue($"{response.Url}: {response.Status}");
            }
        };
    }
}
