using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Portal.Rules;

/// <summary>Takes a new rule and says at once when it cannot be understood.</summary>
public sealed partial class RuleForm
{
    private string _pattern = "";
    private string _comment = "";
    private string? _error;
    private bool _busy;

    [Inject] private RuleEditing Editing { get; set; } = default!;

    private async Task SubmitAsync()
    {
        string pattern = _pattern.Trim();
        if (pattern.Length == 0)
        {
            _error = "Please type a pattern, such as example.com.";
            return;
        }

        _busy = true;
        try
        {
            _error = null;
            if (await Editing.AddAsync(new RuleDraft(pattern, _comment.Trim())))
            {
                (_pattern, _comment) = ("", "");
            }
        }
        catch (RulePatternException exception)
        {
            _error = exception.Message;
        }
        finally
        {
            _busy = false;
        }
    }
}
