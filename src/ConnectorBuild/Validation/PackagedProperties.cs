using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Validation;

/// <summary>
/// An apiProperties.json that is put together from the columns of a package; each part keeps its place in the file that it came from.
/// </summary>
/// <param name="path">The file that is shown for what has no file of its own.</param>
internal sealed class PackagedProperties(string path)
{
    private readonly List<byte> _text = [];
    private readonly MergedSourceMap _map = new();
    private bool _hasMembers;

    /// <summary>Adds a member.</summary>
    /// <param name="name">The name, as apiProperties.json has it.</param>
    /// <param name="json">The value; null for none.</param>
    /// <param name="file">The file whose whole text the value is; null for a value of the solution's XML.</param>
    public void Add(string name, string? json, string? file = null)
    {
        if (json is null)
        {
            return;
        }

        Append($"{(_hasMembers ? "," : "{\"properties\":{")}\"{name}\":", null);
        Append(json, file);
        _hasMembers = true;
    }

    /// <summary>The file. Nothing may be added afterwards.</summary>
    public SourceFile Read()
    {
        Append("}}", null);
        var findings = new List<ReadingFinding>();
        var text = _text.ToArray();
        var document = TolerantJsonReader.Read(_map, text, findings);
        return new(
            path, text.Length, document,
            findings.ConvertAll(f => new Diagnostic(f.Descriptor, f.Message, (f.Map ?? _map).Locate(f.Start, f.End))));
    }

    private void Append(string text, string? file)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        SourceMap source = file is null ? new WholeFile(path) : new TextSourceMap(file, bytes, Ascii.IsValid(bytes));
        _map.Add(_text.Count, bytes.Length, source, 0);
        _text.AddRange(bytes);
    }

    private sealed class WholeFile(string path) : SourceMap
    {
        public override SourceLocation Locate(int start, int end) => new(path);
    }
}
