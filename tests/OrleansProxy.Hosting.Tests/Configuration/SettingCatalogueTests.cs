using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Tests.Configuration;

public sealed class SettingCatalogueTests
{
    public static TheoryData<string> Keys => [.. SettingCatalogue.All.Select(setting => setting.Key)];

    public static TheoryData<string, string, string> GoodValues
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (SettingCase row in SettingCases.All)
            {
                foreach ((string given, string shown) in row.Good)
                {
                    data.Add(row.Key, given, shown);
                }
            }

            return data;
        }
    }

    public static TheoryData<string, string> BadValues
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (SettingCase row in SettingCases.All)
            {
                foreach (string bad in row.Bad)
                {
                    data.Add(row.Key, bad);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Every_setting_has_a_row_of_cases() =>
        Assert.Equal(SettingCatalogue.All.Select(setting => setting.Key), SettingCases.All.Select(row => row.Key), IgnoringOrder);

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_default_is_as_documented_and_is_itself_allowed(string key)
    {
        SettingCase row = Case(key);
        Setting setting = SettingCatalogue.Find(key)!;

        Assert.Equal(row.Default, setting.Default);
        if (row.Default.Length > 0)
        {
            Assert.Equal(row.Default, setting.Show(SettingsReader.Read([Given.CommandLine((key, row.Default))])));
        }
    }

    [Theory]
    [MemberData(nameof(GoodValues))]
    public void A_good_value_is_taken(string key, string given, string shown) =>
        Assert.Equal(shown, SettingCatalogue.Find(key)!.Show(SettingsReader.Read([Given.CommandLine((key, given))])));

    [Theory]
    [MemberData(nameof(BadValues))]
    public void A_bad_value_is_refused_in_one_line_that_names_key_value_and_what_is_allowed(string key, string bad)
    {
        SettingException exception = Assert.Throws<SettingException>(() => SettingsReader.Read([Given.CommandLine((key, bad))]));

        string shown = bad.Replace('\t', ' ');
        Assert.StartsWith($"{key} is \"{shown}\": {Case(key).Allowed} is allowed.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Every_older_name_of_config_py_has_one_heir()
    {
        string[] older =
        [
            "HOST", "PORT", "MAX_CONN", "BUFFER_SIZE", "SOCKET_TIMEOUT", "CACHE_ENABLED", "MAX_CACHE_ENTRIES", "BLACKLIST",
            "RATE_LIMIT_COUNT", "RATE_LIMIT_PERIOD", "LOG_FILE",
        ];

        Assert.Equal(older, SettingCatalogue.All.Select(setting => setting.OlderName).OfType<string>(), IgnoringOrder);
    }

    [Fact]
    public void What_applies_at_once_is_the_limits_the_rules_the_ranges_and_the_size_of_the_cache() => Assert.Equal(
        [
            "Blacklist:Files", "Blacklist:Match", "Blacklist:Rules", "Cache:MaxBodyBytes", "Cache:MaxEntries", "Cache:MemoryBytes", "Logging:Level",
            "Proxy:AllowClients", "Proxy:AllowDestinations",
            "Proxy:ConnectPorts", "Proxy:HttpPorts", "Proxy:RequireCredentials", "RateLimit:Count", "RateLimit:Enabled", "RateLimit:Exempt",
            "RateLimit:MaxClients", "RateLimit:Period", "Stats:AllowClients",
        ],
        SettingCatalogue.All.Where(setting => setting.AppliesAtOnce).Select(setting => setting.Key).Order(StringComparer.Ordinal));

    private static bool IgnoringOrder(IEnumerable<string> left, IEnumerable<string> right) =>
        left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal));

    private static SettingCase Case(string key) => SettingCases.All.Single(row => row.Key == key);
}
