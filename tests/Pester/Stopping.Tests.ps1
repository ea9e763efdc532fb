# Ctrl-C while a service does not answer: every command that sends something ends at once, with no error record.

BeforeDiscovery {
    $script:Cases = @(
        @{ Command = 'Get-FineTune' }
        @{ Command = 'Get-FineTune ftjob-1' }
        @{ Command = 'Get-FineTuneCheckpoint ftjob-1' }
        @{ Command = 'Get-FineTuneEvent ftjob-1' }
        @{ Command = 'Get-FineTuneEvent ftjob-1 -Follow' }
        @{ Command = 'Get-FineTuneFile' }
        @{ Command = 'Get-FineTuneFile file-1 -Content' }
        @{ Command = 'Get-FineTuneResult ftjob-1' }
        @{ Command = 'Get-FineTunedModel' }
        @{ Command = 'Invoke-FineTunedCompletion hello -Model m' }
        @{ Command = 'Invoke-FineTunedCompletion hello -Model m -Stream' }
        @{ Command = '1..50 | Invoke-FineTunedCompletion -Model m -ThrottleLimit 8' }
        @{ Command = 'Measure-FineTunedModel -Model m -Path $env:STOPPING_FILE' }
        @{ Command = 'New-FineTune -TrainingFile $env:STOPPING_FILE -Model m' }
        @{ Command = 'New-FineTune -TrainingFile file-1 -Model m' }
        @{ Command = 'Remove-FineTuneFile file-1 -Confirm:$false' }
        @{ Command = 'Remove-FineTunedModel m -Confirm:$false' }
        @{ Command = 'Resume-FineTune ftjob-1' }
        @{ Command = 'Send-FineTuneFile $env:STOPPING_FILE' }
        @{ Command = 'Stop-FineTune ftjob-1 -Confirm:$false' }
        @{ Command = 'Suspend-FineTune ftjob-1' }
        @{ Command = 'Wait-FineTune ftjob-1' }
    )
}

BeforeAll {
    $script:Manifest = (Resolve-Path "$PSScriptRoot/../../OpenAIFineTune.psd1").Path
    $env:STOPPING_FILE = Join-Path $TestDrive 'train.jsonl'
    1..12 | ForEach-Object { "{`"prompt`":`"question $_ ->`",`"completion`":`" answer $_`"}" } | Set-Content $env:STOPPING_FILE

    # Takes connections and says nothing.
    $script:Listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $Listener.Start()
    $script:Uri = "http://127.0.0.1:$($Listener.LocalEndpoint.Port)/v1/"
}

AfterAll {
    $Listener.Stop()
    $env:STOPPING_FILE = $null
}

Describe 'A command that waits for a silent service' {
    It 'ends at once on Ctrl-C: <Command>' -ForEach $Cases {
        $shell = [powershell]::Create().AddScript("
            Import-Module '$Manifest'
            `$null = Connect-FineTune -Provider Compatible -BaseUri '$Uri' -ApiKey key-for-tests
            $Command")
        $run = $shell.BeginInvoke()
        $accepted = $Listener.AcceptTcpClientAsync()
        try {
            $accepted.Wait(30000) | Should -BeTrue -Because 'the command sends a request'
            $shell.InvocationStateInfo.State | Should -Be 'Running'

            $stopped = $shell.BeginStop($null, $null)
            $stopped.AsyncWaitHandle.WaitOne(3000) | Should -BeTrue -Because 'it ends at once'

            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error.Where({ $_.Exception -isnot [Management.Automation.PipelineStoppedException] }) |
                Should -BeNullOrEmpty
        }
        finally {
            if ($accepted.IsCompletedSuccessfully) { $accepted.Result.Dispose() }
            $shell.Dispose()
            # Further connections of the stopped command.
            while ($Listener.Pending()) { $Listener.AcceptTcpClient().Dispose() }
        }
    }
}

Describe 'A command on the local engine whose consumer has enough' {
    BeforeAll {
        Import-Module $Manifest
        $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive 'state')
        Set-Content (Join-Path $TestDrive 'bad.jsonl') 'no json', 'nor this'
        $script:Job = New-FineTune -TrainingFile $env:STOPPING_FILE -Model local-baseline | Wait-FineTune
    }

    AfterAll { Disconnect-FineTune }

    It 'gives one and ends: <_>' -ForEach @(
        'Get-FineTune', 'Get-FineTuneEvent $Job', 'Get-FineTuneResult $Job', 'Get-FineTuneCheckpoint $Job', 'Get-FineTuneFile'
        'Get-FineTunedModel -All', '1..20 | Invoke-FineTunedCompletion -Model $Job', 'Get-FineTuneEvent $Job -Follow'
        'Wait-FineTune $Job', 'Test-FineTuneData -Path (Join-Path $TestDrive bad.jsonl)'
        'ConvertTo-FineTuneJsonl -Path $env:STOPPING_FILE -OutputPath (Join-Path $TestDrive out) -Force'
    ) {
        @(& ([scriptblock]::Create("$_ | Select-Object -First 1"))).Count | Should -Be 1
    }
}
