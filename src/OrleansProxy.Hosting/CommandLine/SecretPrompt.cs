using System.Text;

namespace OrleansProxy.Hosting.CommandLine;

/// <summary>Asks for a password at the terminal without showing it.</summary>
internal static class SecretPrompt
{
    /// <summary>Writes the question to standard error, so that results stay clean, and reads up to Enter.</summary>
    public static string Read(string question)
    {
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
