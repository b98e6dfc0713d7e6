namespace OrleansProxy.FrontEnd.Connections;

/// <summary>Whose operations a <see cref="Deadline"/> bounds. Called by the clock, and must be quick.</summary>
internal interface IDeadlineOwner
{
    /// <summary>Whether what it is for has moved on since this was last asked: then it is given its time again.</summary>
    bool HasMoved(Deadline deadline);

    /// <summary>Ends what is pending.</summary>
    void OnExpired(Deadline deadline);
}
