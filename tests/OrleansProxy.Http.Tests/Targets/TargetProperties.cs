using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Http.Targets;
using HostName = OrleansProxy.Http.Targets.HostName;

namespace OrleansProxy.Http.Tests.Targets;

public sealed class TargetProperties
{
    private static readonly Gen<string> Method = Gen.Elements("GET", "CONNECT", "OPTIONS", "connect");

    [Fact]
    public void A_normal_form_is_its_own_normal_form() => FixedSeed.Check(
        Cases(Messages.Target.Damaged()),
        one =>
        {
            if (!TryParse(one.Method, one.Target, out RequestTarget target) || target.Port == 0)
            {
                return false;
            }

            byte[] host = Wire.Octets(target.IsIPv6 ? $"[{target.Host}]" : target.Host);
            Assert.True(HostName.TryNormalise(host, out string again));
            Assert.Equal(target.Host, again);
            return true;
        },
        leastShare: 0.1);

    [Fact]
    public void The_authority_that_we_send_reads_as_the_target_that_we_checked() => FixedSeed.Check(
        Cases(Messages.Target.Damaged()),
        one =>
        {
            if (!TryParse(one.Method, one.Target, out RequestTarget target) || target.Port == 0)
            {
                return false;
            }

            Assert.True(TargetParser.TryParseAuthority(Wire.Octets(target.Authority), out string host, out int port));
            Assert.Equal((target.Host, target.Port), (host, port == 0 ? 80 : port));
            Assert.InRange(target.Port, 1, 65535);
            return true;
        },
        leastShare: 0.1);

    [Fact]
    public void Noise_is_refused_or_understood_and_never_throws() => FixedSeed.Check(
        Cases(Messages.Noise),
        one =>
        {
            bool understood = TryParse(one.Method, one.Target, out RequestTarget target);
            Assert.Equal(understood, target != default);
            return !understood;
        });

    private static Gen<(string Method, byte[] Target)> Cases(Gen<byte[]> targets) =>
        from method in Method
        from target in targets
        select (method, target);

    private static bool TryParse(string method, byte[] text, out RequestTarget target) =>
        !TargetParser.Parse(Wire.Octets(method), text, out target).IsFault;
}
