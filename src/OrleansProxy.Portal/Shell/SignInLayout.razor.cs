using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Shell;

/// <summary>The frame of the pages that are seen before signing in. It stands here because the sign-in pages' imports name it.</summary>
public sealed partial class SignInLayout
{
    [Inject] private PortalInfo Info { get; set; } = default!;
}
