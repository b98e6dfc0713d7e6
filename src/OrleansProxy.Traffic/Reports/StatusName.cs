using System.Globalization;
using System.Net;
using System.Text;

namespace OrleansProxy.Traffic.Reports;

/// <summary>Statuses as people read them.</summary>
public static class StatusName
{
    /// <summary>"404 Not Found"; the number alone where it has no name; words for 0, which no client was sent.</summary>
    public static string Of(int status) => status switch
    {
        0 => "None was sent",
        200 => "200 OK",
        203 or 226 => status.ToString(CultureInfo.InvariantCulture),
        // The system has two names for each of these.
        300 => "300 Multiple Choices",
        301 => "301 Moved Permanently",
        302 => "302 Found",
        303 => "303 See Other",
        307 => "307 Temporary Redirect",
        422 => "422 Unprocessable Content",
        _ => Named(status),
    };

    private static string Named(int status)
    {
        var name = new StringBuilder(status.ToString(CultureInfo.InvariantCulture));
        if (Enum.GetName((HttpStatusCode)status) is { } known)
        {
            foreach (char c in known)
            {
                name.Append(char.IsUpper(c) ? " " : "").Append(c);
            }
        }

        return name.ToString();
    }
}
