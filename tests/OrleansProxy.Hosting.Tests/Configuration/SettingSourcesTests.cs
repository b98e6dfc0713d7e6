using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Tests.Running;

namespace OrleansProxy.Hosting.Tests.Configuration;

public sealed class SettingSourcesTests : IDisposable
{
    private readonly TemporaryFolder _program = new();
    private readonly TemporaryFolder _working = new();

    public void Dispose()
    {
        _program.Dispose();
        _working.Dispose();
    }

    [Fact]
    public void The_working_folders_file_wins_over_the_one_beside_the_program()
    {
        _program.Write("appsettings.json", """{ "Proxy": { "Port": 1, "Backlog": 9, "ConnectPorts": [ 1, 2, 3 ] } }""");
        _working.Write("appsettings.json", """{ "Proxy": { "Port": 2, "ConnectPorts": [ "443" ] } } // comments are fine""");

        SettingsSnapshot settings = Read();

        Assert.Equal(2, settings.Proxy.Port);
        Assert.Equal(9, settings.Proxy.Backlog);
        Assert.Equal(["443"], settings.Destinations.ConnectPorts);
    }

    [Fact]
    public void An_empty_array_empties_the_list()
    {
        _working.Write("appsettings.json", """{ "Proxy": { "AllowClients": [] } }""");

        Assert.Empty(Read().Clients.AllowClients);
    }

    [Fact]
    public void Environment_wins_over_files_the_prefix_over_both_and_the_command_line_over_all()
    {
        _working.Write("appsettings.json", """{ "Proxy": { "Port": 1, "Backlog": 1, "MaxHeadFields": 11, "MaxConnections": 1 } }""");
        var environment = new Dictionary<string, string>
        {
            ["Proxy__Port"] = "2",
            ["ORLEANSPROXY_Proxy__Port"] = "3",
            ["Proxy__Backlog"] = "2",
            ["ORLEANSPROXY_Proxy__Backlog"] = "3",
            ["PROXY__MAXHEADFIELDS"] = "22",
            ["ORLEANSPROXY_PORT"] = "tcp://10.0.0.1:80",
        };

        SettingsSnapshot settings = Read(environment, KeyValuePair.Create("Proxy:Port", "4"));

        Assert.Equal(
            (4, 3, 22, 1),
            (settings.Proxy.Port, settings.Proxy.Backlog, settings.Proxy.MaxHeadFields, settings.Proxy.MaxConnections));
    }

    [Fact]
    public void A_list_in_the_environment_is_numbered_or_parted_by_commas()
    {
        SettingsSnapshot settings = Read(new Dictionary<string, string>
        {
            ["Proxy__ConnectPorts__0"] = "443",
            ["Proxy__ConnectPorts__1"] = "8443",
            ["Proxy__HttpPorts"] = "80, 8000-8999",
        });

        Assert.Equal(["443", "8443"], settings.Destinations.ConnectPorts);
        Assert.Equal(["80", "8000-8999"], settings.Destinations.HttpPorts);
    }

    [Theory]
    [InlineData("{ \"Proxy\": ")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{ \"Proxy\": { \"Port\": 1, \"Port\": 2 } }")]
    public void A_file_that_is_not_json_is_refused_in_one_line(string text)
    {
        string path = _working.Write("appsettings.json", text);

        SettingException exception = Assert.Throws<SettingException>(() => Read());

        Assert.StartsWith($"{path} cannot be understood as JSON.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void One_folder_for_both_is_read_once() =>
        Assert.Single(new SettingSources(_working.Path, _working.Path + "/", new Dictionary<string, string>(), []).Files);

    private SettingsSnapshot Read(
        Dictionary<string, string>? environment = null, params KeyValuePair<string, string>[] commandLine) =>
        SettingsReader.Read(new SettingSources(_program.Path, _working.Path, environment ?? [], commandLine).Load());
}
