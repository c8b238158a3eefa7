namespace ConnectorBuild.Tests.Http;

/// <summary>A service that answers as a test says, one answer after the other; the last one for ever.</summary>
internal sealed class Scripted(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    public int Calls { get; private set; }

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Silence { get; } = async (_, stop) =>
    {
        await Task.Delay(Timeout.Infinite, stop);
        return new HttpResponseMessage();
    };

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(Func<HttpContent> body) =>
        (_, _) => Task.FromResult(new HttpResponseMessage { Content = body() });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answers[Math.Min(Calls++, answers.Length - 1)](request, cancellationToken);
}
