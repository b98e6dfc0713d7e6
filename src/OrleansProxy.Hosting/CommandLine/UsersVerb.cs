namespace OrleansProxy.Hosting.CommandLine;

/// <summary>What the command <c>users</c> does.</summary>
internal enum UsersVerb
{
    /// <summary>Adds a user.</summary>
    Add,

    /// <summary>Gives a user another password.</summary>
    Password,

    /// <summary>Turns a user away.</summary>
    Disable,

    /// <summary>Lets a user in again.</summary>
    Enable,

    /// <summary>Removes a user.</summary>
    Remove,

    /// <summary>Lists them all.</summary>
    List,
}
