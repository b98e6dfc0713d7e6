using Microsoft.AspNetCore.Components;
using Radzen;

namespace OrleansProxy.Portal.Controls;

/// <summary>A table of rows, each of which can be opened; on a phone each row becomes a card.</summary>
/// <typeparam name="TItem">What a row shows.</typeparam>
public sealed partial class DataTable<TItem>
    where TItem : class
{
    /// <summary>The rows, in order.</summary>
    [Parameter, EditorRequired] public IEnumerable<TItem> Items { get; set; } = [];

    /// <summary>The columns, each a DataColumn.</summary>
    [Parameter, EditorRequired] public RenderFragment? Columns { get; set; }

    /// <summary>What stands in place of rows when there are none.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>More CSS classes of the table.</summary>
    [Parameter] public string Class { get; set; } = "";

    /// <summary>CSS classes of a row.</summary>
    [Parameter] public Func<TItem, string>? RowClass { get; set; }

    /// <summary>Raised when a row is clicked.</summary>
    [Parameter] public EventCallback<TItem> RowOpened { get; set; }

    /// <summary>The name by which tests find the table; its rows are named the same with "-row" added.</summary>
    [Parameter] public string TestId { get; set; } = "table";

    private void Describe(RowRenderEventArgs<TItem> row)
    {
        row.Attributes["data-testid"] = $"{TestId}-row";
        if (RowClass is not null && row.Data is not null)
        {
            row.Attributes["class"] = RowClass(row.Data);
        }
    }

    private Task ClickAsync(DataGridRowMouseEventArgs<TItem> click) => RowOpened.InvokeAsync(click.Data);
}
