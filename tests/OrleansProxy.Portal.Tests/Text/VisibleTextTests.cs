using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("a\u202egpj.exe", "a\\u202egpj.exe")]
    [InlineData("two\r\nlines\0", "two\\u000d\\u000alines\\u0000")]
    [InlineData("\u2066x\u2069\u2028\u00ad", "\\u2066x\\u2069\\u2028\\u00ad")]
    public void What_is_not_seen_as_itself_is_written_out(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Theory]
    [InlineData("/a path?q=<script>")]
    [InlineData("bücher שלום 日本 👩‍💻")]
    [InlineData("می‌خواهم")]
    public void Words_of_any_script_stay(string text) => Assert.Same(text, VisibleText.Of(text));
}
