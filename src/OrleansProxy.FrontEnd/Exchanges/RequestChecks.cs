using System.Globalization;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Targets;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>Steps 3 to 6 of an exchange: what policy says of the request. Each gives a refusal or null, and notes what it saw.</summary>
internal sealed class RequestChecks
{
    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;

    public RequestChecks(ProxyParts proxy, Exchange exchange)
    {
        _proxy = proxy;
        _exchange = exchange;
    }

    public Refusal? Client() => _proxy.Ports.Clients.MayUse(_exchange.ClientAddress)
        ? null
        : new Refusal(
            TrafficResult.ClientRefused,
            403,
            $"Clients at {_exchange.ClientAddress} may not use this proxy (Proxy:AllowClients).",
            "http_request_denied");

    /// <summary>
    /// The second half of step 3: who asks, where that is wanted. What is asked of us as a server, in origin-form, is not asked of a
    /// proxy, and a browser fetches its settings there before it knows of one: it needs no credentials.
    /// </summary>
    public ValueTask<Refusal?> CredentialsAsync() =>
        _proxy.Ports.Credentials is { Required: true } credentials && _exchange.Target.Form is TargetForm.Absolute or TargetForm.Authority
            ? CredentialsAsync(credentials)
            : default;

    public ValueTask<Refusal?> LimitAsync()
    {
        ValueTask<RateLimitDecision> decision = _proxy.Ports.Limits.AcquireAsync(_exchange.ClientAddress, 1, _proxy.Stopping);
        return decision.IsCompletedSuccessfully ? new(Judge(decision.Result)) : JudgeAsync(decision);
    }

    public ValueTask<Refusal?> RulesAsync()
    {
        RuleSnapshot rules = _proxy.Ports.Rules.Current;
        return rules.TryDecideAtOnce(_exchange.Target.Host, out RuleVerdict verdict) ? new(Judge(rules, verdict)) : DecideAsync(rules);
    }

    public Refusal? Port()
    {
        DestinationVerdict verdict = _proxy.Ports.Destinations.CheckPort(_exchange.IsConnect, _exchange.Target.Port);
        return verdict.Allowed
            ? null
            : new Refusal(TrafficResult.DestinationRefused, 403, verdict.Reason, "http_request_denied");
    }

    private async ValueTask<Refusal?> JudgeAsync(ValueTask<RateLimitDecision> decision) => Judge(await decision.ConfigureAwait(false));

    private Refusal? Judge(RateLimitDecision decision)
    {
        _exchange.Limit = decision;
        if (decision.Limit > 0)
        {
            _exchange.Draft.LimitCount = decision.Count;
            _exchange.Draft.LimitOf = decision.Limit;
        }

        if (decision.Allowed)
        {
            return null;
        }

        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"This device has made the {decision.Limit} requests that it may make for now (RateLimit:Count in RateLimit:Period).");
        return new Refusal(TrafficResult.RateLimited, 429, reason, "http_request_denied") { RetryAfter = decision.RetryAfter };
    }

    private async ValueTask<Refusal?> DecideAsync(RuleSnapshot rules)
    {
        // Requests run on the sockets' threads, which must not be held up by somebody's expression.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return Judge(rules, rules.Decide(_exchange.Target.Host));
    }

    private Refusal? Judge(RuleSnapshot rules, in RuleVerdict verdict)
    {
        _exchange.Draft.RulesVersion = rules.Version;
        _exchange.Draft.Rule = verdict.Rule?.Pattern;
        return verdict.Effect is not RuleEffect.Block
            ? null
            : new Refusal(
                TrafficResult.Blocked,
                403,
                $"The rule {verdict.Rule!.Pattern} blocks {_exchange.Target.Host}.",
                "http_request_denied")
            {
                Rule = verdict.Rule,
            };
    }

    private ValueTask<Refusal?> CredentialsAsync(IProxyCredentials credentials)
    {
        FieldSection fields = _exchange.Request.Fields;
        if (!fields.TryGetFirst(FieldNames.ProxyAuthorization, out ReadOnlySpan<byte> field))
        {
            return new(CredentialRefusal.Missing);
        }

        return fields.CountOf(FieldNames.ProxyAuthorization) > 1
            ? new(CredentialRefusal.Wrong)
            : JudgeAsync(credentials.CheckAsync(_exchange.ClientAddress, field));
    }

    private async ValueTask<Refusal?> JudgeAsync(ValueTask<CredentialVerdict> check)
    {
        CredentialVerdict verdict = await check.ConfigureAwait(false);
        _exchange.Draft.User = verdict.User;
        return CredentialRefusal.Of(verdict);
    }
}
