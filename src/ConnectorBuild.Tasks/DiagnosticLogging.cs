using ConnectorBuild.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ConnectorBuild.Tasks;

/// <summary>Diagnostics as MSBuild's events.</summary>
internal static class DiagnosticLogging
{
    /// <summary>
    /// Logs through the overloads that carry everything: code for NoWarn and annotations, help link for the terminal, place for editors. A missing
    /// file would be filled in by MSBuild with the path of our targets, which helps nobody; the project file stands in for it. The end of
    /// the span is left out: the matchers of CI systems know file(line,column) only.
    /// </summary>
    public static void LogDiagnostic(this TaskLoggingHelper log, Diagnostic diagnostic, string projectFile)
    {
        var place = Place(diagnostic.Location, projectFile);
        var message = SafeText.ForLog(diagnostic.Message);
        switch (diagnostic.Severity)
        {
            case DiagnosticSeverity.Error:
                log.LogError(null, diagnostic.Id, null, diagnostic.Descriptor.HelpLink, place.File, place.Line, place.Column, 0, 0, message);
                break;
            case DiagnosticSeverity.Warning:
                log.LogWarning(null, diagnostic.Id, null, diagnostic.Descriptor.HelpLink, place.File, place.Line, place.Column, 0, 0, message);
                break;
            default:
                log.LogMessage(null, diagnostic.Id, null, place.File, place.Line, place.Column, 0, 0, MessageImportance.Normal, message);
                break;
        }
    }

    private static SourceLocation Place(SourceLocation? location, string projectFile)
    {
        if (location is not { File.Length: > 0 } place)
        {
            return new SourceLocation(projectFile);
        }

        return place with { File = Path.GetFullPath(place.File, Path.GetDirectoryName(projectFile)!) };
    }
}
