namespace ConnectorBuild.Diagnostics;

/// <summary>
/// Codes that are not reported any more, of whatever assembly. A code is permanent, so a retired one is never used for anything else,
/// keeps its page, and projects that name it build on.
/// </summary>
public static class RetiredCodes
{
    /// <summary>An action that waits for a callback is made just like a webhook trigger, and needs no <c>x-ms-trigger</c>.</summary>
    public static readonly DiagnosticDescriptor WebhookIsTrigger = new(
        "CB2306", "A webhook without x-ms-trigger", DiagnosticSeverity.Info) { IsRetired = true };

    /// <summary>CB5001. The compiler finds it (CB5201).</summary>
    public static readonly DiagnosticDescriptor ScriptBrackets = new(
        "CB5001", "The script cannot compile", DiagnosticSeverity.Error) { IsRetired = true };

    /// <summary>CB5004. The compiler finds it (CB5201), and the compiled class shows its namespace (CB5002).</summary>
    public static readonly DiagnosticDescriptor ScriptDirectives =
        new("CB5004", "The script loads other files or declares a namespace", DiagnosticSeverity.Error) { IsRetired = true };

    /// <summary>CB9010. Every route is deployed.</summary>
    public static readonly DiagnosticDescriptor SettingNotSupported =
        new("CB9010", "A setting asks for something that this version does not do", DiagnosticSeverity.Error) { IsRetired = true };

    private static readonly DiagnosticDescriptor[] All = [.. CodeList.Of(typeof(RetiredCodes))];

    /// <summary>The retired code of that id; case does not matter; null if there is none.</summary>
    public static DiagnosticDescriptor? Find(string id) => Array.Find(All, code => string.Equals(code.Id, id, StringComparison.OrdinalIgnoreCase));
}
