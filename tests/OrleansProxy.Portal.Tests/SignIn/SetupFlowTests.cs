using System.Net;
using OrleansProxy.Portal.Tests.Fakes;

namespace OrleansProxy.Portal.Tests.SignIn;

public sealed class SetupFlowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_one_time_link_makes_the_account_and_signs_in()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync(withAccount: false);
        using TestBrowser browser = portal.OpenBrowser();
        string link = (await portal.SetupLink.PrepareAsync(portal.Address, Cancel))!.PathAndQuery;

        using HttpResponseMessage response = await SubmitAsync(browser, link, "correct horse", "correct horse");

        Assert.Equal("/", response.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(link)).StatusCode);
    }

    [Theory]
    [InlineData("short", "short", "at least 8 characters")]
    [InlineData("correct horse", "correct house", "not the same")]
    public async Task A_password_that_cannot_be_taken_is_explained(string password, string repeat, string sentence)
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync(withAccount: false);
        using TestBrowser browser = portal.OpenBrowser();
        string link = (await portal.SetupLink.PrepareAsync(portal.Address, Cancel))!.PathAndQuery;

        using HttpResponseMessage response = await SubmitAsync(browser, link, password, repeat);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(sentence, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(await portal.Accounts.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Another_token_shows_no_form()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync(withAccount: false);
        using TestBrowser browser = portal.OpenBrowser();
        await portal.SetupLink.PrepareAsync(portal.Address, Cancel);

        using HttpResponseMessage response = await browser.GetAsync("/setup?token=guess");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("<form", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_account_the_sign_in_names_the_file_with_the_link()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync(withAccount: false);
        using TestBrowser browser = portal.OpenBrowser();

        string html = await (await browser.GetAsync("/login")).Content.ReadAsStringAsync(Cancel);

        Assert.Contains("setup-link.txt", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SubmitAsync(TestBrowser browser, string link, string password, string repeat) =>
        browser.SubmitAsync(link, ("Form.Name", "admin"), ("Form.Password", password), ("Form.Repeat", repeat));
}
