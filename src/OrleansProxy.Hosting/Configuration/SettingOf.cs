using System.Linq.Expressions;
using System.Reflection;
using OrleansProxy.Hosting.Configuration.Formats;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>A setting of one type.</summary>
/// <typeparam name="T">What it becomes.</typeparam>
internal sealed class Setting<T> : Setting
{
    private readonly SettingFormat<T> _format;
    private readonly Func<SettingsSnapshot, T> _get;
    private readonly Action<SettingsSnapshot, T> _set;

    /// <summary>Describes a setting.</summary>
    /// <param name="key">Section and name.</param>
    /// <param name="target">The property that it becomes, such as <c>s => s.Proxy.Port</c>.</param>
    /// <param name="format">How it is written, and what is allowed.</param>
    /// <param name="description">What it is for, in one sentence.</param>
    public Setting(string key, Expression<Func<SettingsSnapshot, T>> target, SettingFormat<T> format, string description)
        : base(key, description)
    {
        var access = (MemberExpression)target.Body;
        var property = (PropertyInfo)access.Member;
        var section = (PropertyInfo)((MemberExpression)access.Expression!).Member;
        _format = format;
        _get = settings => (T)property.GetValue(section.GetValue(settings))!;
        _set = (settings, value) => property.SetValue(section.GetValue(settings), value);
    }

    /// <inheritdoc />
    public override string Default => _format.Write(_get(new SettingsSnapshot()));

    /// <inheritdoc />
    public override string Allowed => _format.Allowed;

    /// <inheritdoc />
    public override bool IsList => _format.IsList;

    /// <inheritdoc />
    public override void Bind(IReadOnlyList<string> raw, SettingSource source, SettingsSnapshot target)
    {
        if (!_format.TryRead(raw, out T? value, out SettingFault fault))
        {
            throw new SettingException(SettingMessage.NotAllowed(this, fault, source));
        }

        _set(target, value);
    }

    /// <inheritdoc />
    public override void Copy(SettingsSnapshot from, SettingsSnapshot to) => _set(to, _get(from));

    /// <inheritdoc />
    public override string Show(SettingsSnapshot settings) => _format.Write(_get(settings));
}
