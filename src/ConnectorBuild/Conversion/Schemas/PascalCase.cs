using System.Text;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Names made from texts.</summary>
internal static class PascalCase
{
    /// <summary>The letters and digits of a text, each word with a capital: <c>order-lines</c> becomes <c>OrderLines</c>.</summary>
    public static string Of(string text)
    {
        var name = new StringBuilder(text.Length);
        var isStart = true;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                isStart = true;
                continue;
            }

            name.Append(isStart ? char.ToUpperInvariant(c) : c);
            isStart = false;
        }

        return name.ToString();
    }
}
