using System.Text;

namespace ConnectorBuild.Tool.Output;

/// <summary>The page of a code, which the tool carries so that it can explain without a network.</summary>
internal static class RulePage
{
    /// <summary>The page behind its title and severity, as Markdown; null if the code has none.</summary>
    public static string? Find(string code)
    {
        using var stream = typeof(RulePage).Assembly.GetManifestResourceStream("rules/" + code);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var page = reader.ReadToEnd();
        return page[page.IndexOf("## ", StringComparison.Ordinal)..].TrimEnd();
    }
}
