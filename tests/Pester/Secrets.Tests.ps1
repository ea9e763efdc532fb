# Runs the commands with a marked key and a marked header, with everything that can be shown turned on and with failures,
# and looks for the marks in every stream, error, transcript and file.
BeforeAll {
    . $PSScriptRoot/FileFixture.ps1
    . $PSScriptRoot/FaultServer.ps1
    . $PSScriptRoot/../NewPowerShell.ps1

    $script:Echo = '{"error":{"message":"Incorrect API key provided: sk-MARK0123456789 with hdr-MARK0123456789.","code":"invalid_api_key"}}'
    $script:Server = Start-FaultServer (Join-Path $TestDrive 'server') @(
        @{ Kind = 'Answer'; Method = 'GET'; Path = '/files?'; Status = 401; Body = $Echo }
        @{ Kind = 'Answer'; Method = 'POST'; Path = '/files'; Status = 429; Body = $Echo; Headers = @{ 'retry-after-ms' = '5' } }
        @{ Kind = 'Answer'; Method = 'GET'; Path = '/models'; Status = 307; Body = ''; Headers = @{ Location = 'https://elsewhere.test/' } }
        @{ Kind = 'ResetBefore'; Method = 'GET'; Path = '/fine_tuning' }
        @{ Kind = 'CutBody'; Method = 'GET'; Path = '/fine_tuning' }
        @{ Kind = 'Answer'; Method = 'POST'; Path = '/completions'; Status = 500; Body = $Echo }
    )
    $script:Train = Join-Path $TestDrive 'train.jsonl'
    1..12 | ForEach-Object { "{""prompt"":""p$_"",""completion"":"" c$($_ % 2)""}" } | Set-Content $Train

    $script:Script = Join-Path $TestDrive 'everything.ps1'
    Set-Content $Script @'
param($Module, $BaseUri, $Train, $Folder)
$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
$PSDefaultParameterValues = @{ '*-FineTune*:Verbose' = $true; '*-FineTune*:Debug' = $true }
$null = Start-Transcript (Join-Path $Folder 'transcript.txt')
Import-Module $Module
# From the environment: on the command line, this script itself would show it.
$header = @{ 'x-extra-key' = $env:TEST_HEADER }
$connection = Connect-FineTune -BaseUri $BaseUri -ApiKey $env:TEST_KEY -Header $header
$connection | Format-List * -Force
$connection | ConvertTo-Json -Depth 4
Get-FineTuneConnection | Export-Clixml (Join-Path $Folder 'connection.xml')
Get-FineTuneFile
Send-FineTuneFile $Train
Get-FineTunedModel
$job = New-FineTune $Train -Model local-baseline -Suffix x
$job | Wait-FineTune -Timeout 00:01:00
$job | Get-FineTuneEvent
Invoke-FineTunedCompletion 'p1' -Model none-such
Invoke-FineTunedCompletion 'p1' -Model local-baseline
Get-FineTune ftjob-none
Get-FineTuneFile file-none -OutputPath (Join-Path $Folder 'none')
Disconnect-FineTune
Connect-FineTune -BaseUri http://127.0.0.1:9/v1 -AccessToken { $env:TEST_KEY } -MaxRetry 1
Get-FineTuneFile
Connect-FineTune -BaseUri http://127.0.0.1:9/v1 -AccessToken { throw 'no token today' } -MaxRetry 0
Get-FineTuneFile
$Error | ForEach-Object { $_ | Format-List * -Force; $_.Exception | Format-List * -Force; "$($_.Exception)"; $_.ScriptStackTrace }
Get-Error
$null = Stop-Transcript
'END'
'@
}

Describe 'Secrets' {
    It 'are in no stream, error, transcript or file' {
        $env:TEST_KEY = 'sk-MARK0123456789'
        $env:TEST_HEADER = 'hdr-MARK0123456789'
        $module = Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1'
        $all = Invoke-NewPowerShell -File $Script $module $Server.BaseUri $Train $TestDrive *>&1 | Out-String -Width 1000
        $env:TEST_KEY = $env:TEST_HEADER = $null
        $requests = Stop-FaultServer $Server
        Remove-Item $Server.LogPath   # The server's own record of what it got.
        Remove-Item (Join-Path $TestDrive 'server/faults.json')   # What it was told to echo.

        # What is looked for was really sent, and what was turned on was really shown.
        @($requests | Where-Object { $_.Headers.Authorization -eq 'Bearer sk-MARK0123456789' }).Count | Should -BeGreaterThan 5
        @($requests | Where-Object { $_.Headers.'x-extra-key' -eq 'hdr-MARK0123456789' }).Count | Should -BeGreaterThan 5
        foreach ($shown in 'DEBUG: > GET http://127.0.0.1', 'trying again in', 'provided: *** with ***', 'no token today', 'END') {
            $all.Contains($shown) | Should -BeTrue -Because "'$shown' is shown"
        }

        $all -split "`n" | Select-String -SimpleMatch 'MARK0123456789' | Should -BeNullOrEmpty
        $files = Get-ChildItem $TestDrive -Recurse -File -Force
        $files.Count | Should -BeGreaterThan 5
        $files | Select-String -SimpleMatch 'MARK0123456789' | Should -BeNullOrEmpty
    }

}
