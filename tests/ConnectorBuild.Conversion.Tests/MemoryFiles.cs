using System.Text;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Tests;

/// <summary>Files of a project that lie in memory.</summary>
internal sealed class MemoryFiles(params (string Path, string Text)[] files) : IReferencedFiles
{
    public SourceFile? Read(string path)
    {
        var (found, text) = files.FirstOrDefault(f => f.Path == path);
        return found is null ? null : SourceFile.Read(path, Encoding.UTF8.GetBytes(text));
    }
}
