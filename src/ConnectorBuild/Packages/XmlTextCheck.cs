using System.Xml;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>Finds characters that XML 1.0 cannot hold, not even escaped: control characters and halves of surrogate pairs.</summary>
internal static class XmlTextCheck
{
    public static IEnumerable<Diagnostic> Check(string what, string? text, string? pointer = null)
    {
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            if (i + 1 < text!.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return
                [
                    new Diagnostic(
                        PackagingRules.UnwritableText,
                        $"{what} has the character U+{(int)text[i]:X4} at position {i + 1}, which XML cannot hold, so no package can "
                            + "be written: take it out.",
                        pointer: pointer),
                ];
            }
        }

        return [];
    }
}
