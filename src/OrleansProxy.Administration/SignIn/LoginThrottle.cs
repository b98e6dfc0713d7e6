using System.Net;

namespace OrleansProxy.Administration.SignIn;

/// <summary>
/// Slows the guessing of passwords: five attempts per address (an IPv6 /64) and five per account in any fifteen minutes.
/// Thread-safe; bounded: past <see cref="MaxTracked"/> the address or name that was tried longest ago is forgotten.
/// </summary>
/// <remarks>An attempt counts when it begins, so that many at once get no more than five; a success takes it back.</remarks>
public sealed class LoginThrottle(TimeProvider time)
{
    /// <summary>Failed attempts allowed in <see cref="Period"/>.</summary>
    public const int MaxFailures = 5;

    /// <summary>Addresses, and as many names, remembered at once.</summary>
    public const int MaxTracked = 10_000;

    private readonly AttemptTable _addresses = new(MaxFailures, Period, MaxTracked);
    private readonly AttemptTable _accounts = new(MaxFailures, Period, MaxTracked);
    private readonly Lock _lock = new();

    /// <summary>How long a failure counts.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Begins an attempt; null when it may go on, otherwise how long to wait before the next.</summary>
    public TimeSpan? Begin(IPAddress address, string account)
    {
        string place = AddressKey.Of(address);
        string name = AccountKey(account);
        long now = Now();
        lock (_lock)
        {
            TimeSpan wait = TimeSpan.FromTicks(Math.Max(_addresses.Wait(place, now), _accounts.Wait(name, now)));
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            _addresses.Add(place, now);
            _accounts.Add(name, now);
            return null;
        }
    }

    /// <summary>The attempt was right: the failures of this address and this account are forgotten.</summary>
    public void Succeeded(IPAddress address, string account)
    {
        lock (_lock)
        {
            _addresses.Remove(AddressKey.Of(address));
            _accounts.Remove(AccountKey(account));
        }
    }

    private static string AccountKey(string account) =>
        account.Length > 64 ? account[..64].ToUpperInvariant() : account.ToUpperInvariant();

    private long Now() => time.GetElapsedTime(0, time.GetTimestamp()).Ticks;
}
