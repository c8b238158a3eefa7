namespace ConnectorBuild.Diagnostics;

/// <summary>
/// Codes that are not reported any more, of whatever assembly. A code is permanent, so a retired one is never used for anything else, keeps its page, and projects
/// that name it build on.
/// </summary>
public static class RetiredCodes
{
    /// <summary>An action that waits for a callback is made just like a webhook trigger, and needs no <c>x-ms-trigger</c>.</summary>
    public static readonly DiagnosticDescriptor WebhookIsTrigger = new("CB2306", "A webhook without x-ms-trigger", DiagnosticSeverity.Info) { IsRetired = true };

    private static readonly DiagnosticDescriptor[] All = [.. CodeList.Of(typeof(RetiredCodes))];

    /// <summary>The retired code of that id; case does not matter; null if there is none.</summary>
    public static DiagnosticDescriptor? Find(string id) => Array.Find(All, code => string.Equals(code.Id, id, StringComparison.OrdinalIgnoreCase));
}
