using System.Net.Sockets;
using System.Security.Authentication;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Http;

/// <summary>Why a service was not reached, out of what clients and their retries wrap around it.</summary>
public static class ConnectionFailure
{
    /// <summary>The cause, where no connection came about; null where the service answered, or something else is wrong.</summary>
    public static Exception? Find(Exception exception)
    {
        var all = Flatten(exception).ToList();
        return all.OfType<AuthenticationException>().FirstOrDefault()
            ?? all.OfType<SocketException>().FirstOrDefault() as Exception
            ?? all.OfType<HttpRequestException>().LastOrDefault();
    }

    /// <summary>Whether the cause is a certificate that this machine does not trust.</summary>
    public static bool IsUntrusted(Exception cause) => cause is AuthenticationException;

    /// <summary>The sentence about the cause that names the host, where one does.</summary>
    public static string Describe(Exception exception)
    {
        var cause = Find(exception) ?? exception;
        var text = cause is SocketException
            ? Flatten(exception).OfType<HttpRequestException>().LastOrDefault()?.Message ?? cause.Message
            : cause.Message;
        return text.TrimEnd('.') + ".";
    }

    /// <summary>
    /// The coded failure of a service that was reached and did not answer as its protocol says; null where something else is wrong.
    /// </summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="doing">What was being done, as the end of "while …".</param>
    public static ConnectorException? Unanswered(Exception exception, string doing)
    {
        if (Flatten(exception).OfType<AnswerException>().LastOrDefault() is not { } answer)
        {
            return null;
        }

        // It is not known whether the request was carried out: a write may have been.
        var advice = answer.IsSilent
            ? "If it stays so, look at the health of the service and at proxies on the way."
            : "Look at what answers at that address: a proxy, a login page of the network, or another service.";
        return new ConnectorException(
            new Diagnostic(
                answer.Descriptor,
                SafeText.OneLine(
                    $"While {doing}: {answer.Message} What had been done before stays, and this request may have been carried out, "
                        + $"too. {advice} Then run again: the run continues from the existing state.")),
            exception);
    }

    /// <summary>An exception with everything that it wraps, outermost first.</summary>
    internal static IEnumerable<Exception> Flatten(Exception exception)
    {
        yield return exception;
        var inner = exception is AggregateException several
            ? several.InnerExceptions
            : (IEnumerable<Exception>)(exception.InnerException is { } one ? [one] : []);
        foreach (var below in inner.SelectMany(Flatten))
        {
            yield return below;
        }
    }
}
