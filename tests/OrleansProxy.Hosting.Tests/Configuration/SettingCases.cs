namespace OrleansProxy.Hosting.Tests.Configuration;

/// <summary>What each setting takes and refuses.</summary>
internal static class SettingCases
{
    private const string Port = "a whole number from 1 to 65535 (or 0 for a free port)";
    private const string Address = "an IP address such as 127.0.0.1 or ::1 (0.0.0.0 or :: for every address)";
    private const string Addresses = "a list of addresses and CIDR ranges such as 192.168.1.7 and 10.0.0.0/8";
    private const string Ports = "a list of ports and ranges such as 443 and 1024-65535";
    private const string OnOff = "true or false";
    private const string File = "a path of a file";

    /// <summary>A row a setting: key, default, good values as (given, shown), bad values, what is allowed.</summary>
    public static IReadOnlyList<SettingCase> All { get; } =
    [
        new("Proxy:Host", "127.0.0.1", [("::", "::"), ("localhost", "127.0.0.1")], ["example.com", "1", "010.0.0.1", ""], Address),
        new("Proxy:Port", "8080", [("1", "1"), ("65535", "65535"), ("0", "0")], ["abc", "-1", "65536", "80.5", ""], Port),
        new("Proxy:Backlog", "512", [("1", "1")], ["0", "65536", "x"], "a whole number from 1 to 65535"),
        new("Proxy:Sockets", "auto", [("Managed", "managed"), ("AUTO", "auto")], ["epoll", "0", ""], "auto or managed"),
        new("Proxy:AllowClients", "127.0.0.0/8, ::1", [("10.0.0.0/8,fe80::/10", "10.0.0.0/8, fe80::/10"), ("", "")],
            ["10.0.0", "example.com"], Addresses),
        new("Proxy:RequireCredentials", "false", [("true", "true"), ("False", "false")], ["yes please", ""], OnOff),
        new("Proxy:AllowDestinations", "", [("192.168.1.7", "192.168.1.7")], ["192.168.1.300"], Addresses),
        new("Proxy:ConnectPorts", "80, 443, 8443", [("443,1024-65535", "443, 1024-65535")], ["0", "65536", "9-8", "https"], Ports),
        new("Proxy:HttpPorts", "80, 443, 1024-65535", [("80", "80")], ["1-2-3", "-80"], Ports),
        new("Proxy:MaxConnections", "8000", [("1000000", "1000000")], ["0", "1000001"], "a whole number from 1 to 1000000"),
        new("Proxy:MaxConnectionsPerClient", "256", [("1", "1")], ["0"], "a whole number from 1 to 1000000"),
        new("Proxy:BufferSize", "65536", [("64 KB", "64 KB"), ("4096", "4096"), ("1 MiB", "1048576")], ["4095", "2 MB", "-1"],
            Size("4096", "1048576")),
        new("Proxy:MaxHeadBytes", "32768", [("1024", "1024")], ["1023", "1048577"], Size("1024", "1048576")),
        new("Proxy:MaxHeadFields", "100", [("10", "10")], ["9", "10001"], "a whole number from 10 to 10000"),
        new("Proxy:MaxDrainBytes", "65536", [("0", "0")], ["16777217"], Size("0", "16777216")),
        new("Proxy:MaxIdlePerOrigin", "64", [("0", "0")], ["10001"], "a whole number from 0 to 10000"),
        new("Proxy:MaxIdleOriginConnections", "1000", [("0", "0")], ["-1"], "a whole number from 0 to 100000"),
        new("Proxy:HeadTimeout", "15 s", [("1000 ms", "1 s"), ("1", "1 s"), ("00:01:30", "90 s"), ("10 min", "10 min")], ["0", "11 min", "soon"],
            Duration("1 s", "10 min")),
        new("Proxy:KeepAliveTimeout", "90 s", [("1 h", "1 h"), ("1.5 min", "90 s")], ["61 min"], Duration("1 s", "1 h")),
        new("Proxy:OriginIdleTimeout", "1 min", [("60s", "1 min")], ["0.5"], Duration("1 s", "1 h")),
        new("Proxy:ConnectTimeout", "10 s", [("1500 ms", "1500 ms")], ["6 min"], Duration("1 s", "5 min")),
        new("Proxy:ResponseTimeout", "1 min", [("2 min", "2 min")], ["-1 s"], Duration("1 s", "1 h")),
        new("Proxy:BodyTimeout", "2 min", [("30", "30 s")], ["2 h"], Duration("1 s", "1 h")),
        new("Proxy:TunnelIdleTimeout", "15 min", [("1 d", "1 d"), ("2 h", "2 h")], ["25 h"], Duration("1 s", "1 d")),
        new("Proxy:DrainTimeout", "10 s", [("0", "0 s")], ["301"], Duration("0 s", "5 min")),
        new("Proxy:Wpad", "false", [("True", "true")], ["yes", "1", ""], OnOff),
        new("Proxy:Pseudonym", "orleansproxy", [("front-1", "front-1")], ["two words", ""],
            "a name of letters, digits and !#$%&'*+-.^_`|~"),
        new("Cache:Enabled", "true", [("False", "false")], ["yes", "1", ""], OnOff),
        new("Cache:MaxEntries", "10000", [("1", "1")], ["0", "10000001"], "a whole number from 1 to 10000000"),
        new("Cache:MemoryBytes", "256 MB", [("1 GB", "1 GB"), ("1500000", "1500 KB")], ["999999", "2 TB"], Size("1 MB", "1 TB")),
        new("Cache:MaxBodyBytes", "16 MB", [("1KB", "1 KB")], ["999", "1 GiB", "lots"], Size("1 KB", "1 GB")),
        new("Blacklist:Rules", "", [("example.com,@@good.example.com", "example.com, @@good.example.com"), ("/^ads[0-9]+/", "/^ads[0-9]+/")],
            ["two words", "@@"],
            "a list of rules such as example.com, =www.example.com, ads.*, /^ads[0-9]/ and @@good.example.com"),
        new("Blacklist:Files", "", [("hosts.txt, lists/ads.txt", "hosts.txt, lists/ads.txt")], ["lists/"],
            "a list of files such as hosts.txt and lists/ads.txt"),
        new("Blacklist:Match", "domain", [("Substring", "substring")], ["exact", "1"], "domain or substring"),
        new("RateLimit:Enabled", "true", [("false", "false")], ["off"], OnOff),
        new("RateLimit:Count", "100", [("1", "1")], ["0", "1000001"], "a whole number from 1 to 1000000"),
        new("RateLimit:Period", "10 s", [("1 min", "1 min")], ["0", "25 h"], Duration("1 s", "1 d")),
        new("RateLimit:Exempt", "", [("::1", "::1")], ["me"], Addresses),
        new("RateLimit:MaxClients", "100000", [("1000", "1000")], ["999"], "a whole number from 1000 to 10000000"),
        new("Log:File", "proxy_log.txt", [("", ""), ("/var/log/proxy.txt", "/var/log/proxy.txt")], ["a\tb"],
            "a path of a file, or \"\" for none"),
        new("Log:Format", "text", [("JSON", "json")], ["xml"], "text or json"),
        new("Log:Console", "true", [("false", "false")], ["no"], OnOff),
        new("Log:Tree", "false", [("true", "true")], ["yes"], OnOff),
        new("Log:RollBytes", "100 MB", [("1 MB", "1 MB")], ["1 KB"], Size("1 MB", "1 TB")),
        new("Log:RollCount", "5", [("0", "0")], ["1001"], "a whole number from 0 to 1000"),
        new("Logging:Level", "information", [("Debug", "debug")], ["loud"], "verbose, debug, information, warning, error or fatal"),
        new("History:Enabled", "true", [("false", "false")], ["never"], OnOff),
        new("History:Path", "Logs/Database/proxy_traffic.db", [("x.db", "x.db")], [""], File),
        new("History:QueueLength", "50000", [("1000", "1000")], ["999"], "a whole number from 1000 to 1000000"),
        new("History:Days", "90", [("1", "1")], ["0", "36501"], "a whole number from 1 to 36500"),
        new("History:MaxGB", "5", [("0.5", "0.5"), ("100000", "100000")], ["0", "100001", "5 GB"], "a number from 0.1 to 100000"),
        new("History:Privacy", "full", [("No-Paths", "no-paths"), ("no-clients", "no-clients"), ("counters", "counters")], ["nopaths", "1"],
            "full, no-paths, no-clients or counters"),
        new("Stats:AllowClients", "127.0.0.0/8, ::1", [("10.1.2.3", "10.1.2.3")], ["x"], Addresses),
        new("Admin:Host", "127.0.0.1", [("0.0.0.0", "0.0.0.0")], ["portal.example.com"], Address),
        new("Admin:Port", "8081", [("9090", "9090")], ["99999"], Port),
        new("Admin:AllowedHosts", "", [("proxy.example.com", "proxy.example.com")], ["http://proxy"],
            "a list of host names such as proxy.example.com"),
        new("Admin:InitialPassword", "", [("correct horse", "(hidden)")], [], "a password of 8 to 256 characters, or nothing,"),
        new("Admin:SetupLinkFile", "Logs/setup-link.txt", [("link.txt", "link.txt")], [""], File),
    ];

    private static string Duration(string min, string max) =>
        $"a duration from {min} to {max} (such as \"15 s\", \"500 ms\", \"15 min\" or 00:00:15)";

    private static string Size(string min, string max) =>
        $"a size from {min} to {max} (in bytes, or such as \"64 KB\", \"256 MB\" or \"1 GB\")";
}
