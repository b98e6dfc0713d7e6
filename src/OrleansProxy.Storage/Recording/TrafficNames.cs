using System.Net;
using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Recording;

/// <summary>The keys of everything that a row of <c>traffic</c> names. For the writer alone.</summary>
internal sealed class TrafficNames(SqliteConnection connection) : IDisposable
{
    /// <summary>Clients, by address.</summary>
    public NameIds<IPAddress> Clients { get; } = new(connection, "client", "address", address => address.ToString());

    /// <summary>Hosts.</summary>
    public NameIds<string> Hosts { get; } = Texts(connection, "host");

    /// <summary>User agents.</summary>
    public NameIds<string> Agents { get; } = Texts(connection, "agent");

    /// <summary>Addresses that were connected to.</summary>
    public NameIds<IPEndPoint> Upstreams { get; } = new(connection, "upstream", "address", address => address.ToString());

    /// <summary>Texts of rules.</summary>
    public NameIds<string> Rules { get; } = Texts(connection, "rule_text");

    /// <summary>Sentences that say why.</summary>
    public NameIds<string> Errors { get; } = Texts(connection, "error_text");

    /// <summary>Users of the proxy.</summary>
    public NameIds<string> Users { get; } = Texts(connection, "user_name");

    /// <summary>What requests were and what became of them.</summary>
    public KindIds Kinds { get; } = new(connection);

    /// <summary>The keys of a table that are remembered.</summary>
    public IReadOnlySet<long> Remembered(string table) => table switch
    {
        "client" => Clients.Remembered(),
        "host" => Hosts.Remembered(),
        "agent" => Agents.Remembered(),
        "upstream" => Upstreams.Remembered(),
        "rule_text" => Rules.Remembered(),
        "error_text" => Errors.Remembered(),
        "user_name" => Users.Remembered(),
        _ => throw new ArgumentException($"{table} holds no names.", nameof(table)),
    };

    public void Dispose()
    {
        Clients.Dispose();
        Hosts.Dispose();
        Agents.Dispose();
        Upstreams.Dispose();
        Rules.Dispose();
        Errors.Dispose();
        Users.Dispose();
        Kinds.Dispose();
    }

    private static NameIds<string> Texts(SqliteConnection connection, string table) => new(connection, table, "name", name => name);
}
