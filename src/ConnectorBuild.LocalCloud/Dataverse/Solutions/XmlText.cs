using System.Security;
using System.Text;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>XML the way servers write it into solutions: two spaces, CRLF, no declaration, no final line end.</summary>
internal sealed class XmlText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Opens an element; disposing the result closes it.</summary>
    public IDisposable Open(string name, params (string Name, string Value)[] attributes)
    {
        Line($"<{name}{Attributes(attributes)}>");
        _depth++;
        return new Scope(this, name);
    }

    /// <summary>An element with text.</summary>
    public void Element(string name, string text) => Line($"<{name}>{SecurityElement.Escape(text)}</{name}>");

    /// <summary>An element without content.</summary>
    public void Empty(string name, params (string Name, string Value)[] attributes) => Line($"<{name}{Attributes(attributes)} />");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Attributes((string Name, string Value)[] attributes) =>
        string.Concat(attributes.Select(a => $" {a.Name}=\"{SecurityElement.Escape(a.Value)}\""));

    private void Line(string line) => _text.Append(_text.Length == 0 ? "" : "\r\n").Append(' ', 2 * _depth).Append(line);

    private sealed class Scope(XmlText owner, string name) : IDisposable
    {
        public void Dispose()
        {
            owner._depth--;
            owner.Line($"</{name}>");
        }
    }
}
