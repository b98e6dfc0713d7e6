using System.Net;
using System.Text.RegularExpressions;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Keeps cookies and fills forms, as far as these tests need it.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private readonly HttpClient _client;

    public TestBrowser(Uri address) => _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, UseProxy = false })
    {
        BaseAddress = address,
    };

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative), Cancel);

    /// <summary>Gets no more than the head of the answer; disposing of that leaves.</summary>
    public Task<HttpResponseMessage> BeginAsync(string path) =>
        _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancel);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, Cancel);

    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form, Cancel);
    }

    /// <summary>Loads the page of a form, fills it in and sends it with all its hidden fields.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        HttpResponseMessage page = await GetAsync(path);
        string html = await page.Content.ReadAsStringAsync(Cancel);
        return await PostAsync(path, [.. HiddenFields(html), .. fields]);
    }

    public static IEnumerable<(string Name, string Value)> HiddenFields(string html) => HiddenField().Matches(html)
        .Select(match => (match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));

    public Task<HttpResponseMessage> SignInAsync(string password = PortalTestHost.Password, string path = "/login") =>
        SubmitAsync(path, ("Form.Name", "admin"), ("Form.Password", password));

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)"\s*/?>""")]
    private static partial Regex HiddenField();
}
