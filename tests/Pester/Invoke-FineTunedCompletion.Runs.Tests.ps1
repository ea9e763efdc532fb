BeforeAll {
    . "$PSScriptRoot/ScriptedServer.ps1"
    . "$PSScriptRoot/../NewPowerShell.ps1"
}

Describe 'Runs of Invoke-FineTunedCompletion' {
    BeforeEach {
        $server = Connect-TunedServer
    }

    AfterEach {
        Disconnect-FineTune -ErrorAction Ignore
        $server.Dispose()
    }

    Context 'many prompts' {
        It 'overlaps requests and keeps the order' {
            $prompts = 30..1 | ForEach-Object { "slow:$($_ * 5) $_" }
            $answers = $prompts | Invoke-FineTunedCompletion -Model m -ThrottleLimit 8
            $answers.Prompt | Should -Be $prompts
            $server.MostAtOnce | Should -BeGreaterThan 1
            $server.MostAtOnce | Should -BeLessOrEqual 8
        }

        It 'makes one request at a time by default' {
            $null = 1..5 | ForEach-Object { "slow:5 $_" } | Invoke-FineTunedCompletion -Model m
            $server.MostAtOnce | Should -Be 1
        }

        It 'goes on behind a prompt that fails' {
            $rows = 'a', 'fail:400', 'b' | ForEach-Object { [pscustomobject]@{ prompt = $_ } }
            $answers = $rows | Invoke-FineTunedCompletion -Model m -ThrottleLimit 3 -ErrorVariable failed -ErrorAction SilentlyContinue
            $answers.Prompt | Should -Be 'a', 'b'
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
            $failed[0].TargetObject.prompt | Should -Be 'fail:400'
        }

        It 'ends with a key that is refused' {
            { 'fail:401', 'b', 'c' | Invoke-FineTunedCompletion -Model m } | Should -Throw -ErrorId 'AuthenticationFailed,*'
            @(Get-Asked $server).Count | Should -Be 1
        }

        It 'slows all requests down when the service refuses one, and fails none' {
            $server.Limit = 3
            $prompts = 1..24 | ForEach-Object { "p$_" }
            ($prompts | Invoke-FineTunedCompletion -Model m -ThrottleLimit 12).Prompt | Should -Be $prompts
            $server.Refused | Should -BeGreaterThan 0
            $server.Refused | Should -BeLessThan 48
        }

        It 'asks no more when the command behind it fails' {
            { 1..20 | ForEach-Object { "$_" } | Invoke-FineTunedCompletion -Model m | ForEach-Object { throw 'enough' } } |
                Should -Throw 'enough'
            @(Get-Asked $server).Count | Should -BeLessThan 5
        }

        It 'asks no more when the pipeline ends early' {
            $first = 1..500 | ForEach-Object { "slow:20 $_" } |
                Invoke-FineTunedCompletion -Model m -ThrottleLimit 4 | Select-Object -First 2
            $first.Count | Should -Be 2
            @(Get-Asked $server).Count | Should -BeLessThan 40
        }
    }

    Context 'a run that is recorded' {
        BeforeEach {
            $path = Join-Path $TestDrive "answers-$(New-Guid).jsonl"
            $prompts = 1..12 | ForEach-Object { "p$_" }
        }

        It 'goes on where it stopped and pays for nothing twice' {
            $null = $prompts | Invoke-FineTunedCompletion -Model m -ThrottleLimit 3 -OutputPath $path | Select-Object -First 5
            $before = @(Get-Content $path).Count
            $asked = @(Get-Asked $server).Count
            $answers = $prompts | Invoke-FineTunedCompletion -Model m -ThrottleLimit 3 -OutputPath $path
            $answers.Prompt | Should -Be $prompts
            $answers.Text | Should -Be $prompts.ForEach{ "to $_" }
            @(Get-Asked $server).Count - $asked | Should -Be (12 - $before)
            @(Get-Content $path).Count | Should -Be 12
        }

        It 'loses nothing that was recorded when the process is killed' {
            $many = 1..200 | ForEach-Object { "slow:20 $_" }
            $script = "Import-Module '$((Get-Module OpenAIFineTune).Path.Replace('bin/OpenAIFineTune.psm1', 'OpenAIFineTune.psd1'))'
                `$null = Connect-FineTune -Provider Compatible -BaseUri $($server.BaseUri) -ApiKey k
                1..200 | ForEach-Object { ""slow:20 `$_"" } | Invoke-FineTunedCompletion -Model m -ThrottleLimit 4 -OutputPath '$path'"
            $run = Start-NewPowerShell $script
            $limit = [datetime]::UtcNow.AddSeconds(60)
            while (@(Get-Asked $server).Count -lt 40 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 10 }
            $run.Kill()
            $run.WaitForExit()
            $recorded = (Get-Content $path | Where-Object { $_.EndsWith('}') } | ConvertFrom-Json).prompt
            $recorded.Count | Should -BeGreaterThan 20
            $asked = @(Get-Asked $server).Count

            ($many | Invoke-FineTunedCompletion -Model m -ThrottleLimit 8 -OutputPath $path).Prompt | Should -Be $many

            $again = (Get-Asked $server | Select-Object -Skip $asked).ForEach{ $_.messages[-1].content }
            $again.Count | Should -Be (200 - $recorded.Count)
            $again | Where-Object { $_ -in $recorded } | Should -BeNullOrEmpty
        }

        It 'drops a line that was cut off' {
            $null = $prompts | Invoke-FineTunedCompletion -Model m -OutputPath $path
            $bytes = [IO.File]::ReadAllBytes($path)
            [IO.File]::WriteAllBytes($path, $bytes[0..($bytes.Length - 9)])
            $asked = @(Get-Asked $server).Count
            ($prompts | Invoke-FineTunedCompletion -Model m -OutputPath $path).Prompt | Should -Be $prompts
            @(Get-Asked $server).Count - $asked | Should -Be 1
            (Get-Content $path | ConvertFrom-Json).prompt | Should -Be $prompts
        }

        It 'asks a prompt that failed again' {
            $null = 'a', 'fail:400' | Invoke-FineTunedCompletion -Model m -OutputPath $path -ErrorAction SilentlyContinue
            $null = 'a', 'fail:400' | Invoke-FineTunedCompletion -Model m -OutputPath $path -ErrorAction SilentlyContinue
            @(Get-Asked $server).Count | Should -Be 3
        }

        It 'asks again with another setting or model' {
            $null = 'a' | Invoke-FineTunedCompletion -Model m -OutputPath $path
            $null = 'a' | Invoke-FineTunedCompletion -Model m -OutputPath $path -Seed 1
            $null = 'a' | Invoke-FineTunedCompletion -Model n -OutputPath $path
            @(Get-Asked $server).Count | Should -Be 3
        }

        It 'leaves a file alone that is something else' {
            Set-Content $path 'my notes'
            { 'a' | Invoke-FineTunedCompletion -Model m -OutputPath $path } | Should -Throw -ErrorId 'FileExists,*'
            Get-Content $path | Should -Be 'my notes'
            $server.Requests.Count | Should -Be 0
        }

        It 'writes no file with -WhatIf' {
            Invoke-FineTunedCompletion 'a' m -OutputPath $path -WhatIf
            Test-Path $path | Should -BeFalse
        }

        It 'writes to a path with brackets' {
            $odd = Join-Path $TestDrive '[x].jsonl'
            $null = 'a' | Invoke-FineTunedCompletion -Model m -OutputPath $odd
            Test-Path -LiteralPath $odd | Should -BeTrue
        }
    }

    Context 'streaming' {
        It 'hands the parts on in a pipeline' {
            Invoke-FineTunedCompletion 'one two' m -Stream | ForEach-Object { "[$_]" } | Should -Be '[to ]', '[one ]', '[two ]'
        }

        It 'shows the text on the host and gives the whole answer at the end of a pipeline' {
            $answer = Invoke-FineTunedCompletion 'one two' m -Stream -InformationVariable shown
            $answer.Text | Should -Be 'to one two '
            $answer.FinishReason | Should -Be 'stop'
            ($shown.MessageData.Message -join '').Trim() | Should -Be 'to one two'
        }

        It 'makes an answer that breaks off an error, and asks once' {
            $parts = Invoke-FineTunedCompletion 'one break three' m -Stream -ErrorVariable failed -ErrorAction SilentlyContinue |
                ForEach-Object { $_ }
            $parts | Should -Contain 'one '
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'StreamBroken,*'
            @(Get-Asked $server).Count | Should -Be 1
        }

        It 'ends at once when the pipeline does' {
            $time = Measure-Command { Invoke-FineTunedCompletion 'one hang three' m -Stream | Select-Object -First 2 }
            $time.TotalSeconds | Should -BeLessThan 5
        }

        It 'ends at once when it is stopped' {
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                param($manifest, $uri)
                Import-Module $manifest
                $null = Connect-FineTune -Provider Compatible -BaseUri $uri -ApiKey k
                Invoke-FineTunedCompletion 'one hang three' m -Stream | ForEach-Object { $_ }
            }).AddArgument((Get-Module OpenAIFineTune).Path.Replace('bin/OpenAIFineTune.psm1', 'OpenAIFineTune.psd1')).AddArgument($server.BaseUri)
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $null = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            $limit = [datetime]::UtcNow.AddSeconds(30)
            while ($output.Count -lt 3 -and [datetime]::UtcNow -lt $limit) { Start-Sleep -Milliseconds 20 }
            $output.Count | Should -Be 3
            $time = Measure-Command { $shell.Stop() }
            $time.TotalSeconds | Should -BeLessThan 5
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Dispose()
        }
    }
}
