using System.Text;

namespace ConnectorBuild.Tool.Templates;

/// <summary>Replaces the marks of a template in names and texts.</summary>
internal static class TemplateText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text with every mark replaced.</summary>
    public static string Replace(string text, IEnumerable<(string From, string To)> marks) =>
        marks.Aggregate(text, (t, mark) => t.Replace(mark.From, mark.To, StringComparison.Ordinal));

    /// <summary>A file with every mark replaced; a picture as it is.</summary>
    public static byte[] Replace(byte[] content, IEnumerable<(string From, string To)> marks)
    {
        try
        {
            return Strict.GetBytes(Replace(Strict.GetString(content), marks));
        }
        catch (DecoderFallbackException)
        {
            return content;
        }
    }
}
