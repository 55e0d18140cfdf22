#!/usr/bin/env ruby
# frozen_string_literal: true
# What Jekyll's Liquid alone makes of the bodies of a site, before Markdown: one JSON line per body that holds Liquid.
#   TZ=UTC ruby bodies.rb SITE_DIR > answers.jsonl
# Each line: path, and text or error. Plug-ins and themes are left out; the highlighter's spans are taken out.
require 'json'
require 'jekyll'
require 'tmpdir'

Encoding.default_external = Encoding::UTF_8
Jekyll.logger.log_level = :error
dir = File.expand_path(ARGV.fetch(0))
files = [File.join(dir, '_config.yml'), *Dir.glob(File.join(dir, '_*/collection.yml')).sort].select { |f| File.file?(f) }
config = Jekyll.configuration('source' => dir, 'destination' => Dir.mktmpdir, 'config' => files, 'quiet' => true,
                              'plugins' => [], 'theme' => nil, 'safe' => true, 'disable_disk_cache' => true,
                              'unpublished' => true, 'future' => true)
config.delete('remote_theme')
config['plugins'] = []
config['permalink'] ||= 'date'
site = Jekyll::Site.new(config)
site.reset
site.read

(site.pages + site.collections.values.flat_map(&:docs)).each do |item|
  body = item.content.to_s
  next if item.data['render_with_liquid'] == false || !body.match?(/\{[{%]/)

  row = { path: item.relative_path }
  begin
    payload = site.site_payload
    payload['page'] = item.to_liquid
    text = Liquid::Template.parse(body, line_numbers: true).render!(payload, registers: { site: site, page: payload['page'] })
    text = text.gsub(%r{<figure class="highlight">.*?</figure>}m) { |figure| figure.gsub(%r{</?span[^>]*>}, '') }
    row[:text] = text.dup.force_encoding('UTF-8').scrub
  rescue StandardError, ScriptError, SystemStackError => e
    row[:error] = "#{e.class}: #{e.message}"[0, 300]
  end
  puts JSON.generate(row)
end
