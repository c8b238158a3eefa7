using System.Globalization;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Turns texts into typed values. A text that is not valid is reported and read as if it was not set, so that one build shows every such
/// error.
/// </summary>
internal sealed class ProjectValueReader(Action<Diagnostic> report)
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Boolean(ProjectValue value)
    {
        if (value.Trimmed is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var boolean))
        {
            return boolean;
        }

        Refuse(value, text, "is not a yes or no; write true or false");
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public int? Number(ProjectValue value, int minimum, int maximum)
    {
        if (value.Trimmed is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Refuse(value, text, string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {minimum} to {maximum}; write one"));
        return null;
    }

    /// <summary>A GUID, in any of the usual forms.</summary>
    public Guid? Identifier(ProjectValue value)
    {
        if (value.Trimmed is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id) && id != Guid.Empty)
        {
            return id;
        }

        Refuse(value, text, "is not a GUID; write one such as 1b2c3d4e-5f60-4718-92a3-b4c5d6e7f809");
        return null;
    }

    /// <summary>An address of a service: https, nothing secret in it.</summary>
    public string? Address(ProjectValue value, string example)
    {
        if (value.Trimmed is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            Refuse(value, text, $"is not an address; write one such as {example}");
            return null;
        }

        if (uri.UserInfo.Length > 0)
        {
            Report(
                value,
                $"{value.Title} has a user name or a password in it, and a project must not hold a secret; write the address without "
                    + $"it, such as {example}");
            return null;
        }

        if (uri.Scheme == Uri.UriSchemeHttps)
        {
            return text;
        }

        Refuse(value, text, $"is not an https address, and tokens must not travel in the clear; write one such as {example}");
        return null;
    }

    /// <summary>The host of an address. What follows the host, such as a page of a portal, does not belong to the service.</summary>
    public string? Origin(ProjectValue value, string example)
    {
        if (Address(value, example) is not { } text)
        {
            return null;
        }

        var uri = new Uri(text);
        if (uri.PathAndQuery == "/" && uri.Fragment.Length == 0)
        {
            return text;
        }

        Refuse(value, text, $"is the address of a page, not of a service; write the host alone, such as {example}");
        return null;
    }

    /// <summary>One of several words, in the spelling of the list.</summary>
    public string? Choice(ProjectValue value, params IReadOnlyCollection<string> choices)
    {
        if (value.Trimmed is not { } text)
        {
            return null;
        }

        if (choices.FirstOrDefault(c => string.Equals(c, text, StringComparison.OrdinalIgnoreCase)) is { } choice)
        {
            return choice;
        }

        Refuse(value, text, $"is not one of the allowed words; write {string.Join(" or ", choices)}");
        return null;
    }

    /// <summary>The NAME of a process environment variable. Anything that is not a name may be the secret itself and is not repeated.</summary>
    public string? VariableName(ProjectValue value)
    {
        if (value.Trimmed is not { } text)
        {
            return null;
        }

        if (!char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            return text;
        }

        Report(
            value,
            $"{value.Title} is not the name of an environment variable, and if it is the secret itself, logs now have it and it must "
                + "be renewed; write the variable's NAME, such as CONTOSO_API_SECRET, and set the variable where the deployment runs");
        return null;
    }

    private void Refuse(ProjectValue value, string text, string reason) => Report(value, $"{value.Title} is '{text}', which {reason}");

    private void Report(ProjectValue value, string message) => report(new Diagnostic(ProjectDiagnostics.ValueInvalid, message, value.FindLocation()));
}
