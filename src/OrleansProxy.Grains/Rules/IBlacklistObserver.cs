namespace OrleansProxy.Grains.Rules;

/// <summary>A node that wants to be told of new rules.</summary>
public interface IBlacklistObserver : IGrainObserver
{
    /// <summary>The rules have changed. One way: it may be lost, so a node also asks now and then.</summary>
    /// <param name="version">What they stand at.</param>
    void RulesChanged(long version);
}
