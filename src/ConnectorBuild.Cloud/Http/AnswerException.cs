using System.Globalization;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Http;

/// <summary>
/// A service that was reached and did not answer as its protocol says: not in time, too much, or something else. A request without an
/// answer to everybody who handles those, because a write may have been carried out all the same.
/// </summary>
internal sealed class AnswerException : HttpRequestException
{
    private AnswerException(DiagnosticDescriptor descriptor, string message, Exception? inner)
        : base(HttpRequestError.Unknown, message, inner) => Descriptor = descriptor;

    /// <summary>CB9021, CB9022 or CB9023.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>Whether there was no answer in time; another try may have one.</summary>
    public bool IsSilent => Descriptor == DeploymentDiagnostics.NoAnswerInTime;

    /// <summary>There was no answer, or no end of one, in the time of one try.</summary>
    public static AnswerException Silent(HttpRequestMessage request, TimeSpan bound, Exception? inner) => new(
        DeploymentDiagnostics.NoAnswerInTime,
        string.Create(
            CultureInfo.InvariantCulture, $"{Host(request.RequestUri)} gave no answer to {Name(request)} within {bound.TotalSeconds:0} seconds."),
        inner);

    /// <summary>The answer has more bytes, after decompression, than any real one.</summary>
    public static AnswerException TooLarge(HttpRequestMessage request, int limit) => new(
        DeploymentDiagnostics.AnswerTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Host(request.RequestUri)} answered {Name(request)} with more than {limit / (1024 * 1024)} MB, which no real answer has, "
                + $"so the rest was not read."),
        null);

    /// <summary>The answer is not what the protocol says.</summary>
    /// <param name="address">Whom was asked.</param>
    /// <param name="why">What is wrong, without a final stop.</param>
    /// <param name="inner">The cause.</param>
    public static AnswerException Unreadable(Uri? address, string why, Exception? inner = null) => new(
        DeploymentDiagnostics.AnswerUnreadable, $"{Host(address)} answered something that its protocol does not have ({why.TrimEnd('.')}).", inner);

    /// <summary>The answer sends the request somewhere else.</summary>
    public static AnswerException Redirect(HttpRequestMessage request, HttpResponseMessage response)
    {
        var goal = response.Headers.Location is { } location ? $" to {(location.IsAbsoluteUri ? Host(location) : location.OriginalString)}" : "";
        return Unreadable(
            request.RequestUri,
            string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}, a redirect{goal}, which is not followed"));
    }

    private static string Name(HttpRequestMessage request) => $"{request.Method} {request.RequestUri?.AbsolutePath}";

    private static string Host(Uri? address) => address is null ? "The service" : address.IsDefaultPort ? address.Host : address.Authority;
}
