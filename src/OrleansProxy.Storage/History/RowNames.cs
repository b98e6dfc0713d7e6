using System.Net;
using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.History;

/// <summary>Everything that rows of <c>traffic</c> name by key, for one question. For one thread.</summary>
internal sealed class RowNames(SqliteConnection connection) : IDisposable
{
    /// <summary>Clients.</summary>
    public NamesById<IPAddress> Clients { get; } = new(connection, "client", "address", IPAddress.Parse);

    /// <summary>Hosts.</summary>
    public NamesById<string> Hosts { get; } = Texts(connection, "host");

    /// <summary>User agents.</summary>
    public NamesById<string> Agents { get; } = Texts(connection, "agent");

    /// <summary>Addresses that were connected to.</summary>
    public NamesById<IPEndPoint> Upstreams { get; } = new(connection, "upstream", "address", IPEndPoint.Parse);

    /// <summary>Texts of rules.</summary>
    public NamesById<string> Rules { get; } = Texts(connection, "rule_text");

    /// <summary>Sentences that say why.</summary>
    public NamesById<string> Errors { get; } = Texts(connection, "error_text");

    /// <summary>Users of the proxy.</summary>
    public NamesById<string> Users { get; } = Texts(connection, "user_name");

    /// <summary>What requests were and what became of them.</summary>
    public KindsById Kinds { get; } = new(connection);

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

    private static NamesById<string> Texts(SqliteConnection connection, string table) => new(connection, table, "name", name => name);
}
