using System.Net;

namespace OrleansProxy.Administration.SignIn;

/// <summary>
/// Slows the guessing of passwords: in any fifteen minutes an address (an IPv6 /64) has five attempts on an account, and
/// an address or an account has fifty in all. So a stranger's wrong passwords shut out the stranger, not the owner, and guessing
/// from many addresses, or of many names, is still braked. Thread-safe; bounded: past <see cref="MaxTracked"/> the pair, address or
/// name that was tried longest ago is forgotten.
/// </summary>
/// <remarks>An attempt counts when it begins, so that many at once get no more than allowed; a success takes it back.</remarks>
public sealed class LoginThrottle(TimeProvider time)
{
    /// <summary>Failed attempts of one address on one account allowed in <see cref="Period"/>.</summary>
    public const int MaxFailures = 5;

    /// <summary>Failed attempts allowed in <see cref="Period"/> on one account from all addresses, and of one address on all accounts.</summary>
    public const int MaxFailuresInAll = 50;

    /// <summary>Pairs of address and name, and as many addresses and names, remembered at once.</summary>
    public const int MaxTracked = 10_000;

    private readonly AttemptTable _pairs = new(MaxFailures, Period, MaxTracked);
    private readonly AttemptTable _addresses = new(MaxFailuresInAll, Period, MaxTracked);
    private readonly AttemptTable _accounts = new(MaxFailuresInAll, Period, MaxTracked);
    private readonly Lock _lock = new();

    /// <summary>How long a failure counts.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Begins an attempt; null when it may go on, otherwise how long to wait before the next.</summary>
    public TimeSpan? Begin(IPAddress address, string account)
    {
        string place = AddressKey.Of(address);
        string name = AccountKey(account);
        string pair = PairKey(place, name);
        long now = Now();
        lock (_lock)
        {
            long wait = Math.Max(_pairs.Wait(pair, now), Math.Max(_addresses.Wait(place, now), _accounts.Wait(name, now)));
            if (wait > 0)
            {
                return TimeSpan.FromTicks(wait);
            }

            _pairs.Add(pair, now);
            _addresses.Add(place, now);
            _accounts.Add(name, now);
            return null;
        }
    }

    /// <summary>The attempt was right: the failures of this address and of this account are forgotten.</summary>
    public void Succeeded(IPAddress address, string account)
    {
        string place = AddressKey.Of(address);
        string name = AccountKey(account);
        lock (_lock)
        {
            _pairs.Remove(PairKey(place, name));
            _addresses.Remove(place);
            _accounts.Remove(name);
        }
    }

    /// <summary>An address holds no space, so that no two pairs share a key.</summary>
    private static string PairKey(string place, string name) => $"{place} {name}";

    private static string AccountKey(string account) =>
        account.Length > 64 ? account[..64].ToUpperInvariant() : account.ToUpperInvariant();

    private long Now() => time.GetElapsedTime(0, time.GetTimestamp()).Ticks;
}
