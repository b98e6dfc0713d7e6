using System.Net;
using OrleansProxy.Portal.Tests.Fakes;

namespace OrleansProxy.Portal.Tests.SignIn;

public sealed class SignInFlowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/log?result=blocked")]
    [InlineData("/rules")]
    [InlineData("/no/such/page")]
    public async Task Without_a_session_everything_leads_to_the_sign_in(string path)
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();

        using HttpResponseMessage response = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/login", response.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Without_a_session_no_circuit_can_be_opened()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/_blazor?id=1")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/_blazor/negotiate")).StatusCode);
    }

    [Fact]
    public async Task The_right_password_opens_the_page_that_was_asked_for_with_a_guarded_cookie()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();

        using HttpResponseMessage response = await browser.SignInAsync(path: "/login?returnUrl=%2Flog");

        Assert.Equal("/log", response.Headers.Location?.OriginalString);
        string cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("orleansproxy-session", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/log")).StatusCode);
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData("/\\attacker.example/")]
    [InlineData("/é")]
    [InlineData("/a\r\nb")]
    public async Task A_return_address_that_leads_elsewhere_or_is_no_address_leads_home(string address)
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();

        using HttpResponseMessage response = await browser.SignInAsync(path: "/login?returnUrl=" + Uri.EscapeDataString(address));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_sixth_wrong_password_is_answered_429_and_even_the_right_one_waits()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync("wrong horse")).StatusCode);
        }

        using HttpResponseMessage response = await browser.SignInAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Contains("Too many attempts", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        portal.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync()).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();

        using HttpResponseMessage signIn = await browser.PostAsync(
            "/login", ("_handler", "login"), ("Form.Name", "admin"), ("Form.Password", PortalTestHost.Password));
        await browser.SignInAsync();
        using HttpResponseMessage signOut = await browser.PostAsync("/logout");

        Assert.Equal(HttpStatusCode.BadRequest, signIn.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, signOut.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();
        await browser.SignInAsync();
        string token = TestBrowser.HiddenFields(await (await browser.GetAsync("/")).Content.ReadAsStringAsync(Cancel)).Single().Value;

        using HttpResponseMessage response = await browser.PostAsync("/logout", ("__RequestVerificationToken", token));

        Assert.Equal("/login", response.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_copied_cookie_opens_nothing_after_the_sign_out_and_other_sessions_go_on()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();
        using TestBrowser thief = portal.OpenBrowser();
        using TestBrowser other = portal.OpenBrowser();
        await browser.SignInAsync();
        await other.SignInAsync();
        thief.Cookies.Add(browser.Cookies.GetCookies(portal.Address));
        using HttpResponseMessage page = await thief.GetAsync("/");
        string token = TestBrowser.HiddenFields(await page.Content.ReadAsStringAsync(Cancel)).Single().Value;

        await browser.PostAsync("/logout", ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_changed_password_ends_every_session()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();
        await browser.SignInAsync();

        portal.Store.ChangeStamp("another");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }
}
