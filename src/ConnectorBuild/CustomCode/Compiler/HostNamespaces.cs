namespace ConnectorBuild.CustomCode.Compiler;

/// <summary>The 26 namespaces that Microsoft documents for custom code. A script has their types without a using directive.</summary>
internal static class HostNamespaces
{
    public static IReadOnlyList<string> All { get; } =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Diagnostics", "System.IO", "System.IO.Compression", "System.Linq",
        "System.Net", "System.Net.Http", "System.Net.Http.Headers", "System.Net.Security", "System.Security.Authentication",
        "System.Security.Cryptography", "System.Text", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks", "System.Web",
        "System.Xml", "System.Xml.Linq", "System.Drawing", "System.Drawing.Drawing2D", "System.Drawing.Imaging", "Microsoft.Extensions.Logging",
        "Newtonsoft.Json", "Newtonsoft.Json.Linq",
    ];

    /// <summary>
    /// Which of two namespaces a name comes from that both have. Accepted scripts write <c>Formatting</c> and mean Newtonsoft's, so the
    /// platform does not import them all alike; what scripts use most stands first.
    /// </summary>
    public static string Preferred(string first, string second) => Rank(first) <= Rank(second) ? first : second;

    private static int Rank(string name) => name.Split('.') switch
    {
        ["Newtonsoft", ..] => 0,
        ["System", "Drawing" or "Xml", ..] => 2,
        _ => 1,
    };
}
