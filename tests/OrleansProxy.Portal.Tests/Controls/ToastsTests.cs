using OrleansProxy.Portal.Controls;
using OrleansProxy.Testing;

namespace OrleansProxy.Portal.Tests.Controls;

public sealed class ToastsTests
{
    [Fact]
    public void A_toast_goes_by_itself_and_the_oldest_makes_room()
    {
        var time = new ManualTime();
        using var toasts = new Toasts(time);
        foreach (string text in new[] { "1", "2", "3", "4" })
        {
            toasts.Show(text);
        }

        Assert.Equal(["2", "3", "4"], toasts.Shown.Select(toast => toast.Text));

        time.Advance(TimeSpan.FromSeconds(8));
        Assert.Empty(toasts.Shown);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(216, 250, 50)]
    [InlineData(99, 100, 20)]
    public void A_chart_ends_on_a_round_number_above_its_greatest_bar(double greatest, double max, double step) =>
        Assert.Equal(new ValueScale(max, step), ValueScale.Of(greatest));
}
