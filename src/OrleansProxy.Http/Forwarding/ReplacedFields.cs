using OrleansProxy.Http.Fields;

namespace OrleansProxy.Http.Forwarding;

/// <summary>Leaves fields out of what is forwarded because the proxy writes its own in their place.</summary>
public static class ReplacedFields
{
    /// <summary>Marks every line of this name as not to be forwarded; it can still be read.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="lowerName">The name in lower case.</param>
    public static void Mark(FieldSection fields, ReadOnlySpan<byte> lowerName)
    {
        for (int index = fields.IndexOf(lowerName); index >= 0; index = fields.IndexOf(lowerName, index + 1))
        {
            fields.MarkHopByHop(index);
        }
    }
}
