using OrleansProxy.Hosting.Limits;

namespace OrleansProxy.Hosting.Tests.Limits;

public sealed class ProcessLimitsTests
{
    [Fact]
    public void The_limit_of_open_files_is_read_on_unix_and_absent_on_windows()
    {
        DescriptorLimit? limit = ProcessLimits.RaiseOpenFiles();

        Assert.Equal(OperatingSystem.IsWindows(), limit is null);
        Assert.True(limit is not { Soft: var soft, Hard: var hard } || (soft > 0 && soft <= hard));
    }
}
