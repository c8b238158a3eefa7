public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        try
        {
            return await Context.SendAsync(Context.Request, CancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is IOException)
        {
            return new HttpResponseMessage((HttpStatusCode)429) { Content = new StringContent(e.Message, Encoding.UTF8, "text/plain") };
        }
        finally
        {
            Context.Logger.LogInformation("done");
        }
    }
}
